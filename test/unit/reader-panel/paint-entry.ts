// Paints pages of the code reader on request. Built like a product, run by panel.ts on the virtual board.
import { makeScreen } from '../../../firmware/espruino/screen.ts';
import { paintPage } from '../../../firmware/token/reader/paint.ts';
import type { Page } from '../../../firmware/token/reader/page.ts';

declare function answer(paint: (page: Page, timeOnly?: boolean) => void, off: () => void): void;

const screen = makeScreen(require('Storage'));
answer((page, timeOnly) => paintPage(screen, page, timeOnly), screen.off);
