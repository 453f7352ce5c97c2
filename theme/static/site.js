/* Theme switch and list filter. Every page is complete without this file. */
(function () {
  "use strict";
  var root = document.documentElement;
  var dark = window.matchMedia("(prefers-color-scheme: dark)");
  var KEY = "dateline-theme";

  function stored() {
    try {
      var value = localStorage.getItem(KEY);
      return value === "light" || value === "dark" ? value : null;
    } catch (refused) {
      return null;
    }
  }

  function store(value) {
    try {
      if (value) localStorage.setItem(KEY, value);
      else localStorage.removeItem(KEY);
    } catch (refused) {
      /* the choice then lasts for this page only */
    }
  }

  function apply(value) {
    if (value) root.setAttribute("data-theme", value);
    else root.removeAttribute("data-theme");
  }

  /* Runs while the head is read, so the first paint already has the chosen colours. */
  apply(stored());

  function shown() {
    return root.getAttribute("data-theme") || (dark.matches ? "dark" : "light");
  }

  function themeSwitch(button) {
    function name() {
      button.setAttribute("aria-pressed", String(shown() === "dark"));
    }
    button.addEventListener("click", function () {
      var next = shown() === "dark" ? "light" : "dark";
      var value = next === (dark.matches ? "dark" : "light") ? null : next;
      apply(value);
      store(value);
      name();
    });
    dark.addEventListener("change", name);
    name();
    button.hidden = false;
  }

  function fold(text) {
    return text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
  }

  /* Hides the entries of .az lists that do not contain every word typed. */
  function listFilter(box) {
    var input = box.querySelector("input");
    var status = box.querySelector("output");
    var groups = Array.prototype.map.call(document.querySelectorAll(".az"), function (group) {
      var items = Array.prototype.map.call(group.querySelectorAll("li"), function (item) {
        return { item: item, text: fold(item.textContent) };
      });
      return { group: group, items: items };
    });
    var others = document.querySelectorAll(".unfiltered");
    function run() {
      var words = fold(input.value).split(/\s+/).filter(Boolean);
      var left = 0;
      groups.forEach(function (entry) {
        var here = 0;
        entry.items.forEach(function (one) {
          var match = words.every(function (word) {
            return one.text.indexOf(word) !== -1;
          });
          one.item.hidden = !match;
          if (match) here += 1;
        });
        entry.group.hidden = here === 0;
        left += here;
      });
      Array.prototype.forEach.call(others, function (other) {
        other.hidden = words.length > 0;
      });
      status.textContent = words.length ? String(left) : "";
    }
    input.addEventListener("input", run);
    box.hidden = false;
    if (input.value) run();
  }

  document.addEventListener("DOMContentLoaded", function () {
    Array.prototype.forEach.call(document.querySelectorAll("button.theme"), themeSwitch);
    Array.prototype.forEach.call(document.querySelectorAll(".filter"), listFilter);
  });
})();
