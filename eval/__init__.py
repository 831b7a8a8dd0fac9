"""Is it right, and still right: curated questions, metrics, the regression gate and its report."""
