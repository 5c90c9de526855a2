// Math.pow is an approximation on builds that save flash (a Pixl.js is one): never for counters or code moduli.
// Needs: small-flash
show("powers of ten", function () { var r = []; for (var i = 0; i < 12; i++) r.push(Math.pow(10, i)); return r; });
show("powers of two", function () { return [8, 16, 24, 31, 32, 33].map(function (n) { return Math.pow(2, n); }); });
