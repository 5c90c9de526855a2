// Time: fractional milliseconds, and dates from a fixed instant.
show("fractional", function () {
  var fractions = 0;
  for (var i = 0; i < 20; i++) if (Date.now() % 1 !== 0) fractions++;
  return fractions > 0;
});
show("seconds", function () { return Math.abs(getTime() - Date.now() / 1000) < 1; });
var d = new Date(1234567890123);
show("getTime", function () { return d.getTime(); });
show("iso", function () { return d.toISOString(); });
show("valueOf", function () { return d.valueOf() === d.getTime(); });
show("parse", function () { return [Date.parse("2009-02-13T23:31:30.123Z"), new Date("2009-02-13T23:31:30Z").getTime()]; });
show("parts", function () { return [d.getFullYear(), d.getMonth(), d.getDate(), d.getDay(), d.getHours(), d.getMinutes(), d.getSeconds(), d.getMilliseconds()]; });
show("make", function () { return new Date(2020, 1, 29, 12, 30, 15).getTime(); });
show("json", function () { return d.toJSON(); });
