// Boot order, reset, load, reboot, watchdog, and power that fails.
import { expect, test } from 'vitest';
import { Bench } from './bench.ts';

const files = {
  '.boot1': 'print("boot1")',
  '.boot0': 'print("boot0");E.on("init",function(){print("init")});function onInit(){print("onInit")}',
  '.bootcde': 'print("bootcde")',
};

function words(text: string): string[] {
  return text.match(/boot\w+|init|onInit(?=\r)/g) ?? [];
}

test('.boot0 to .boot3, .bootcde, init, onInit', () => {
  expect(words(new Bench({ files }).output())).toEqual(['boot0', 'boot1', 'bootcde', 'init', 'onInit']);
});

test('.bootrst replaces .bootcde, and runs after reset() too', () => {
  const bench = new Bench({ files: { ...files, '.bootrst': 'print("bootrst")' } });
  expect(words(bench.output())).toEqual(['boot0', 'boot1', 'bootrst', 'init', 'onInit']);
  expect(words(bench.say('reset()\n'))).toEqual(['boot0', 'boot1', 'bootrst', 'init', 'onInit']);
});

test('reset() and a held button leave .bootcde out', () => {
  const bench = new Bench({ files });
  expect(words(bench.say('reset()\n'))).not.toContain('bootcde');
  expect(words(bench.say('load()\n'))).toContain('bootcde');
  bench.board.powerOff();
  bench.board.setPin('BTN1', 1);
  bench.output();
  bench.board.powerOn();
  expect(words(bench.output())).toEqual(['boot0', 'boot1', 'init', 'onInit']);
});

test('a file that fails does not keep the next from running', () => {
  const bench = new Bench({ files: { '.boot0': 'throw new Error("bad")', '.boot1': 'print("boot1")' } });
  expect(bench.output()).toMatch(/Uncaught Error: bad\r\n[^]*boot1/);
});

test('reset() ends timers and watches and empties RAM; the clock goes on', () => {
  const bench = new Bench();
  bench.prints('x=1;setTime(1000);setInterval(function(){print("tick")},100);E.on("kill",function(){print("killed")})');
  expect(bench.say('reset()\n')).toContain('killed');
  expect(bench.value('typeof x')).toBe('undefined');
  expect(bench.advance(1000)).not.toContain('tick');
  expect(bench.value('getTime()>1000')).toBe(true);
});

test('E.reboot() is at once: nothing after it runs', () => {
  const bench = new Bench({ files: { '.bootcde': 'print("up")' } });
  const powers: boolean[] = [];
  bench.board.on('power', (on) => powers.push(on));
  const said = bench.say('\x10try{E.reboot()}catch(e){print("caught")}finally{print("finally")};print("after")\n');
  expect(said).toContain('up');
  expect(said).not.toMatch(/caught|finally|after/);
  expect(powers).toEqual([true]);
  expect(bench.value('getTime()<1')).toBe(true);
});

test('a program that restarts as soon as it starts is stopped by taking the power away', () => {
  for (const restart of ['reset()', 'E.reboot()', 'load()']) {
    const bench = new Bench({ files: { '.boot0': restart } });
    bench.clock.advance(100);
    expect(bench.board.powered, restart).toBe(true);
    bench.board.powerOff();
    bench.output();
    expect(bench.advance(100)).toBe('');
  }
});

test('a watchdog that is not kicked restarts the board', () => {
  const bench = new Bench({ files: { '.bootcde': 'print("up")' } });
  bench.prints('E.enableWatchdog(2,false);i=setInterval(E.kickWatchdog,1000)');
  expect(bench.advance(10_000)).not.toContain('up');
  bench.prints('clearInterval(i)');
  expect(bench.advance(1500)).not.toContain('up');
  expect(bench.advance(1000)).toContain('up');
});

test('an automatic watchdog bites a hang, and only that', () => {
  const bench = new Bench({ files: { '.bootcde': 'print("up")' } });
  bench.prints('E.enableWatchdog(5)');
  expect(bench.advance(60_000)).not.toContain('up');
  bench.prints('while(1);');
  expect(bench.advance(4900)).not.toContain('up');
  expect(bench.advance(200)).toContain('up');
});

test('a power cut ends everything at that byte, and the next boot finds the flash as it is', () => {
  for (let steps = 0; steps < 60; steps += 4) {
    const bench = new Bench({ files: { '.bootcde': 'print("up")', old: 'previous' } });
    bench.flash.stepsUntilPowerCut = steps;
    const said = bench.say(
      '\x10setTimeout(print,5,"timer");try{require("Storage").write("old","replaced")}catch(e){print("caught")}finally{print("finally")};print("after")\n',
    );
    if (bench.board.powered) {
      expect(said).toContain('after');
      continue;
    }
    expect(said).toBe('');
    expect(bench.advance(100)).toBe('');
    bench.board.powerOn();
    expect(bench.output()).toContain('up');
    const old = bench.value('require("Storage").read("old")') as string | null;
    // Gone, as it was, or a new file of the right length with whatever got there.
    expect(old === null || old === 'previous' || /^[replacd\xff]{8}$/.test(old), String(old)).toBe(true);
  }
});

test('a power cut in a callback, a promise and a packet', () => {
  const cuts: readonly ((bench: Bench) => void)[] = [
    (bench) => bench.prints('setTimeout(function(){try{require("Storage").write("a","b")}catch(e){}print("on")},10)'),
    (bench) =>
      bench.prints(
        'Promise.resolve().then(function(){require("Storage").write("a","b")}).catch(function(){print("on")})',
      ),
    (bench) => {
      bench.say('\x10\x01\x60\x0c{fn:"a",s:9}');
      bench.say('\x10\x01\x80\x05abcde');
    },
  ];
  for (const cut of cuts) {
    const bench = new Bench();
    bench.flash.stepsUntilPowerCut = 3;
    cut(bench);
    expect(bench.advance(100)).not.toContain('on');
    expect(bench.board.powered).toBe(false);
  }
});

test('power that goes and comes while a program prints ends that program, and only that', () => {
  const bench = new Bench({ files: { '.bootcde': 'print("up")' } });
  let cut = false;
  bench.board.on('sent', (bytes) => {
    if (cut || !Buffer.from(bytes).includes('now')) return;
    cut = true;
    bench.board.powerOff();
    bench.board.powerOn();
  });
  const said = bench.say('\x10try{print("now");print("after")}catch(e){print("caught")}finally{print("finally")}\n');
  expect(said).toContain('up');
  expect(said).not.toMatch(/after|caught|finally/);
  bench.advance(100);
  expect(bench.value('1+1')).toBe(2);
});

test('without power nothing happens', () => {
  const bench = new Bench();
  bench.prints('setInterval(function(){print("tick")},100)');
  bench.board.powerOff();
  bench.output();
  bench.send('1\n');
  bench.board.setPin('BTN1', 1);
  expect(bench.advance(1000)).toBe('');
  expect(bench.clock.nextMs).toBeUndefined();
});
