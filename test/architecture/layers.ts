// Who may import what. The most exact folder counts; a folder may always import from itself.

export interface Layer {
  readonly folder: string;
  /** Folders of the checkout that it may import. */
  readonly mayImport: readonly string[];
  /** Packages that it may import; `node:` stands for those of Node, `#` for parts that the build chooses. */
  readonly packages: readonly string[] | 'any';
}

const onBoard = ['firmware/core', 'firmware/token', 'firmware/espruino', 'firmware/products'];

export const layers: readonly Layer[] = [
  { folder: 'firmware/core', mayImport: [], packages: [] },
  { folder: 'firmware/token', mayImport: ['firmware/core'], packages: [] },
  { folder: 'firmware/espruino', mayImport: ['firmware/core', 'hardware'], packages: ['#'] },
  { folder: 'firmware/products', mayImport: onBoard, packages: [] },
  { folder: 'firmware/host', mayImport: ['firmware/core', 'hardware'], packages: 'any' },
  { folder: 'firmware/voice', mayImport: ['firmware/core', 'hardware'], packages: 'any' },
  { folder: 'firmware/build', mayImport: ['firmware', 'hardware'], packages: 'any' },
  { folder: 'guides', mayImport: ['firmware/core'], packages: 'any' },
  { folder: 'hardware', mayImport: [], packages: [] },
  { folder: 'simulator/board', mayImport: ['hardware'], packages: ['node:', 'acorn'] },
  { folder: 'simulator/world', mayImport: ['simulator/board', 'hardware'], packages: ['node:', 'fast-png'] },
  {
    folder: 'simulator/desk',
    mayImport: ['simulator/board', 'simulator/world', 'hardware', 'firmware/core', 'firmware/host'],
    packages: 'any',
  },
  { folder: 'tools', mayImport: ['firmware/core', 'firmware/host', 'hardware', 'tools/setup'], packages: 'any' },
  // Runs before anything is installed, so it uses no package.
  { folder: 'tools/setup', mayImport: [], packages: ['node:'] },
  { folder: 'test', mayImport: ['firmware', 'guides', 'hardware', 'simulator', 'tools'], packages: 'any' },
];

/** The folders whose code runs on a board. */
export const foldersOnBoard: readonly string[] = onBoard;

/** True when `path` lies in `folder` or below it. */
export function isBelow(path: string, folder: string): boolean {
  return path.startsWith(`${folder}/`);
}

/** The layer that a path belongs to; undefined for one outside all of them. */
export function layerOf(path: string): Layer | undefined {
  return layers
    .filter((layer) => isBelow(path, layer.folder))
    .reduce<Layer | undefined>(
      (best, layer) => (best && best.folder.length > layer.folder.length ? best : layer),
      undefined,
    );
}
