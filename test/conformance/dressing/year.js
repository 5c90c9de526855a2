// For the year of presses: a hand that presses by itself, told by the file `job`, and time that then goes from timer to timer
// without waiting, and jumps over what is dark. What is drawn goes into `codes` with the time, the memory at
// rest into `rests`. The file `leave`: so few variables are left for everything but the dressing.
var really = getTime;
var wait = setTimeout;
var job;
var began = really();
var base = began;
var now = function () {
  return job ? base : base + really() - began;
};
global.getTime = now;
var queue = [];
var numbers = 1e6;
var pump = function () {
  if (queue.length == 0) return;
  var first = 0;
  for (var i = 1; i < queue.length; i++) if (queue[i].due < queue[first].due) first = i;
  var next = queue.splice(first, 1)[0];
  // What is left when the job is done must not carry the clock away.
  if (job && base < next.due) base = next.due;
  // Each in an event of its own, as the interpreter does it.
  wait(pump, 0);
  next.run();
};
var later = function (run, milliseconds) {
  if (!job) return wait(run, milliseconds);
  queue.push({ due: base + milliseconds / 1000, run: run, number: ++numbers });
  return numbers;
};
var never = clearTimeout;
// A board that is held for new firmware keeps its own timers and hashes: these here lie in the flash that is emptied then.
var held = require('Storage').read('kk.hold') !== undefined;
if (!held) {
  global.setTimeout = later;
  global.clearTimeout = function (number) {
    if (number < 1e6) return never(number);
    for (var i = 0; i < queue.length; i++) if (queue[i].number == number) queue.splice(i, 1);
  };
}
var edge;
global.setWatch = function (changed) {
  edge = changed;
};
// The most that was in use: with what could be collected, and of every hundredth press without it.
var dirtyPeak = 0;
var cleanPeak = 0;
var done = 0;
var note = function () {
  if (done % 100 == 0) cleanPeak = Math.max(cleanPeak, process.memory().usage);
  else dirtyPeak = Math.max(dirtyPeak, process.memory(false).usage);
};
E.year = { sha1: require('crypto').SHA1, note: note };
if (!held) {
  Modules.removeCached('crypto');
  Modules.addCached('crypto', function () {
    exports.SHA1 = function (message) {
      E.year.note();
      return E.year.sha1(message);
    };
  });
}
shown = function () {
  note();
  fs.appendFileSync('codes', '@' + now() + '\n');
};
Graphics.prototype.drawString = function (text, x, y) {
  note();
  fs.appendFileSync('codes', text + '\n');
  return draw.call(this, text, x, y);
};
// The largest piece of free memory: a flat string wants it in one piece.
var largest = function () {
  var low = 0;
  var high = process.memory(false).free * process.memory(false).blocksize;
  while (high - low > 64) {
    var middle = (low + high) >> 1;
    if (E.getAddressOf(new Uint8Array(middle).buffer, true)) low = middle;
    else high = middle;
  }
  return low;
};
var rest = function () {
  var dirty = process.memory(false).usage;
  var clean = process.memory().usage;
  var free = require('Storage').getFree();
  fs.appendFileSync('rests', JSON.stringify([done, dirty, clean, dirtyPeak, cleanPeak, largest(), free, now()]) + '\n');
};
var press = function () {
  edge({ state: true, time: now() });
  later(letGo, 120);
};
var letGo = function () {
  edge({ state: false, time: now() });
  later(putAway, job.shownSeconds * 1000);
};
var putAway = function () {
  edge({ state: true, time: now() });
  base += 0.1;
  edge({ state: false, time: now() });
  done++;
  if (--job.presses > 0) {
    if (done % job.restEvery == 0) rest();
    base += job.jumpSeconds;
    later(press, 1);
    return;
  }
  began = really();
  job = undefined;
  rest();
};
var look = function () {
  if (job || !there('job')) return;
  base = now();
  job = JSON.parse(fs.readFileSync('job'));
  fs.unlinkSync('job');
  press();
  wait(pump, 0);
};
if (!held) setInterval(look, 100);
if (there('leave')) {
  var memory = process.memory();
  var spare = memory.free - parseInt(fs.readFileSync('leave'), 10);
  if (spare > 4) E.year.taken = new Uint8Array((spare - 4) * memory.blocksize);
}
