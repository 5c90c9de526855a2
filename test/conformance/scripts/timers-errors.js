// An error in a callback is printed; the interval goes on, and so does everything else.
var n = 0;
var id = setInterval(function () {
  n++;
  if (n == 2) { clearInterval(id); print("second"); return; }
  throw new Error("first");
}, 50);
setTimeout(function () { print("after"); end(); }, 300);
