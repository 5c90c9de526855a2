// Timers fire in order of time; of the same time, and with zero delay, in order of setting.
var log = [];
setTimeout(function () { log.push("c300"); }, 300);
setTimeout(function () { log.push("a100"); }, 100);
setTimeout(function () { log.push("b200"); }, 200);
setTimeout(function () { log.push("z0"); setTimeout(function () { log.push("nested"); }, 0); }, 0);
setTimeout(function () { log.push("y0"); });
var cleared = setTimeout(function () { log.push("never"); }, 50);
clearTimeout(cleared);
setTimeout(function (a, b) { log.push("args " + a + b); }, 150, 1, 2);
var n = 0;
var id = setInterval(function () {
  log.push("i" + ++n);
  if (n === 3) clearInterval(id);
}, 400);
setTimeout(function () { print(log); print(typeof id, typeof cleared); end(); }, 1500);
