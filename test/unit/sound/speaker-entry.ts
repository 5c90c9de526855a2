// The loudspeaker's driver alone, built like a product, for speaking-board.ts: programs on the console call it.
import { watchHeadset, watchKeys } from '../../../firmware/espruino/keys.ts';
import { makeSpeaker } from '../../../firmware/espruino/speaker.ts';
import type { Speaker } from '../../../firmware/core/machine.ts';

const bench = E as unknown as { speaker: Speaker; spoken: number; edges: string[]; plugged: boolean };

bench.spoken = 0;
bench.edges = [];
bench.speaker = makeSpeaker(require('Storage'), () => {
  bench.spoken++;
});
watchKeys((key, down) => {
  bench.edges.push(key + (down ? ' down' : ' up'));
  if (down) bench.speaker.hush();
});
bench.plugged = watchHeadset((plugged) => {
  bench.plugged = plugged;
});
