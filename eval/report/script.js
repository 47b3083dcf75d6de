"use strict";
// Filters, and the way to a mark. Without this script everything can still be read.
(() => {
  const form = document.querySelector(".filters");
  const lists = [...document.querySelectorAll(".questions")];
  const questions = [...document.querySelectorAll(".question")];
  const sealed = document.querySelector(".sealed");
  const SEARCHED = ".asked, .id, .turn, .said, .problems"; // not the documents: they hold every word
  const words = new Map(questions.map((q) => [
    q, [...q.querySelectorAll(SEARCHED)].map((part) => part.textContent.toLowerCase()).join(" "),
  ]));

  // ---- filters ----
  function matches(question) {
    for (const { name, value } of form.querySelectorAll("select")) {
      if (value && question.dataset[name] !== value) return false;
    }
    const wanted = form.elements.text.value.toLowerCase().split(/\s+/).filter(Boolean);
    return wanted.every((word) => words.get(question).includes(word));
  }

  function filter() {
    for (const question of questions) question.hidden = !matches(question);
    const shown = questions.filter((q) => !q.hidden);
    form.querySelector("output").textContent = `${shown.length} of ${questions.length}`;
    for (const list of lists) list.classList.toggle("empty", !list.querySelector(".question:not([hidden])"));
    if (!sealed) return;
    const inside = shown.filter((q) => sealed.contains(q)).length;
    sealed.querySelector(".matches").textContent = inside === sealed.querySelectorAll(".question").length
      ? "" : `${inside} of them match the filter`;
  }

  form.hidden = false;
  form.addEventListener("input", filter);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(filter));
  filter();

  for (const link of document.querySelectorAll("[data-filter-stage]")) {
    link.addEventListener("click", () => {
      form.reset();
      form.elements.stage.value = link.dataset.filterStage;
      filter();
    });
  }

  // ---- the way to a mark ----
  function toFirstMark(text) {
    const mark = text.querySelector("mark");
    if (mark) text.scrollTop = mark.offsetTop - text.clientHeight / 4;
  }

  for (const question of questions) {
    question.addEventListener("toggle", () => {
      if (question.open) question.querySelectorAll(".text").forEach(toFirstMark);
    });
  }

  function openTarget() {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    for (let at = target; at; at = at.parentElement) {
      if (at.tagName === "DETAILS") at.open = true;
    }
    const question = target?.closest(".question");
    if (question?.hidden) form.reset();
    target?.scrollIntoView({ block: target.tagName === "SUP" ? "center" : "start" });
  }

  window.addEventListener("hashchange", openTarget);
  if (location.hash) openTarget();
})();
