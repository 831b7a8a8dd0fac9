"""The faces of the program: command line, HTTP and page. They hold no logic of their own."""
