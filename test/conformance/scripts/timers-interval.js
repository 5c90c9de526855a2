// Intervals keep their rhythm, can be changed, and may be cleared from elsewhere; clearInterval() of nothing is an error or not.
var ticks = [], t0 = getTime();
var id = setInterval(function () { ticks.push(Math.round((getTime() - t0) * 10)); }, 200);
setTimeout(function () { changeInterval(id, 500); }, 900);
setTimeout(function () { clearInterval(id); print(ticks); }, 2100);
show("clear unknown", function () { return clearInterval(99); });
show("clear undefined", function () { return clearTimeout(undefined); });
show("text as code", function () { return typeof setTimeout("print('from text')", 100); });
show("bad function", function () { return setTimeout(5, 100); });
show("negative delay", function () { setTimeout(function () { print("negative"); }, -5); });
setTimeout(end, 2500);
