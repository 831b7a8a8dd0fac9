// The conversation on the page.

// A new question goes to the top of the window, so that its answer is read from its beginning.
let asked = 0;
new MutationObserver(() => {
  const questions = document.querySelectorAll("#unqa-chat .unqa-question");
  if (questions.length > asked) questions[questions.length - 1].scrollIntoView({ block: "start" });
  asked = questions.length;
}).observe(document.documentElement, { childList: true, subtree: true });
