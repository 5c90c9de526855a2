// When promises run: after the script, and after a timer that is due.
print("start");
setTimeout(function () { print("timer"); }, 0);
Promise.resolve(1).then(function (v) { print("then", v); return v + 1; }).then(function (v) { print("then", v); throw new Error("no"); }).catch(function (e) { print("caught", e.message); });
new Promise(function (resolve, reject) { print("inside"); resolve("r"); }).then(function (v) { print("resolved", v); });
Promise.all([1, Promise.resolve(2)]).then(function (v) { print("all", v); });
Promise.reject("bad").catch(function (e) { print("rejected", e); });
print("end of the script");
setTimeout(end, 50);
