// The hardware that a program finds on a powered board, and what it can do to it.
import type { BoardDescription } from '../../hardware/board.ts';
import type { BoardTime } from './board-time.ts';
import type { BoardEvents } from './board.ts';
import type { BootKind } from './boot.ts';
import type { VirtualClock } from './clock.ts';
import type { CostCounters } from './costs.ts';
import type { Flash } from './flash.ts';
import type { Noise } from './noise.ts';
import type { PinBoard } from './pins.ts';
import type { Screen } from './screen.ts';
import type { SerialPort } from './serial-port.ts';
import type { Watchdog } from './watchdog.ts';

export interface Hardware {
  readonly description: BoardDescription;
  readonly clock: VirtualClock;
  readonly flash: Flash;
  readonly time: BoardTime;
  readonly pins: PinBoard;
  readonly port: SerialPort;
  readonly screen: Screen;
  readonly noise: Noise;
  readonly watchdog: Watchdog;
  readonly batteryMillivolts: () => number;
  readonly costs: CostCounters | undefined;
  /** Programs keep the processor for a while. */
  readonly takesTime: boolean;
  emit<E extends keyof BoardEvents>(event: E, ...args: Parameters<BoardEvents[E]>): void;
  /** JavaScript ran. */
  woke(): void;
  /** A sound buffer was not refilled in time. */
  soundUnderran(): void;
  powerFailed(): void;
  reboot(): void;
  /** Ends this program and boots the next. */
  restart(kind: BootKind): void;
}
