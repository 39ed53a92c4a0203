(function () {
  "use strict";
  document.documentElement.classList.add("has-script");

  function value(cell) {
    var sort = cell.getAttribute("data-sort");
    if (sort !== null) { return parseFloat(sort); }
    return cell.textContent.trim().toLowerCase();
  }

  document.querySelectorAll("table.sortable").forEach(function (table) {
    var heads = table.querySelectorAll("thead th");
    heads.forEach(function (head, column) {
      var button = document.createElement("button");
      button.type = "button";
      button.textContent = head.textContent;
      head.textContent = "";
      head.appendChild(button);
      button.addEventListener("click", function () {
        var down = head.getAttribute("aria-sort") !== "descending";
        heads.forEach(function (other) { other.removeAttribute("aria-sort"); });
        head.setAttribute("aria-sort", down ? "descending" : "ascending");
        var body = table.tBodies[0];
        var rows = Array.prototype.slice.call(body.rows);
        rows.sort(function (a, b) {
          var left = value(a.cells[column]), right = value(b.cells[column]);
          var order = left < right ? -1 : left > right ? 1 : 0;
          return down ? -order : order;
        });
        rows.forEach(function (row) { body.appendChild(row); });
      });
    });
  });

  document.querySelectorAll("input[data-filters]").forEach(function (input) {
    var table = document.getElementById(input.getAttribute("data-filters"));
    var count = input.parentElement.querySelector("output");
    input.addEventListener("input", function () {
      var words = input.value.toLowerCase(), shown = 0;
      Array.prototype.forEach.call(table.tBodies[0].rows, function (row) {
        var fits = row.textContent.toLowerCase().indexOf(words) >= 0;
        row.hidden = !fits;
        if (fits) { shown += 1; }
      });
      count.textContent = words ? shown + " shown" : "";
    });
  });
})();
