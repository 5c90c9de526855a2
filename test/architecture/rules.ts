// The rules that hold the checkout together. Each takes files and returns one sentence per offence, so that a
// test can feed it a bad example and see it object.
import { builtinModules } from 'node:module';
import { foldersOnBoard, isBelow, layerOf } from './layers.ts';
import { importsOf, isCode, type SourceFile, targetOf, withoutComments } from './source-files.ts';

type Rule = (files: readonly SourceFile[]) => string[];

/** Source lines after which a file must be divided; vectors are data. */
export const mostLines = 300;

/** Files that belong to the checkout as a whole. */
const outsideLayers = new Set(['vitest.config.ts']);

/** Folders import only what their layer allows. */
export const importsFollowLayers: Rule = (files) =>
  files.filter(isCode).flatMap((file) => {
    const layer = layerOf(file.path);
    if (layer === undefined) return outsideLayers.has(file.path) ? [] : [`${file.path} lies in no known layer`];
    return importsOf(file).flatMap((specifier) => {
      const target = targetOf(file, specifier);
      if (target === undefined) {
        const name = isNode(specifier) ? 'node:' : isChoice(specifier) ? '#' : packageOf(specifier);
        return layer.packages === 'any' || layer.packages.includes(name)
          ? []
          : [`${file.path} imports the package ${specifier}`];
      }
      const targetLayer = layerOf(target);
      const allowed =
        targetLayer === layer || layer.mayImport.some((folder) => isBelow(target, folder) && targetLayer !== undefined);
      return allowed ? [] : [`${file.path} imports ${target}`];
    });
  });

function isNode(specifier: string): boolean {
  return specifier.startsWith('node:') || builtinModules.includes(specifier);
}

/** A part that the build chooses for the board, such as `#display`. */
function isChoice(specifier: string): boolean {
  return specifier.startsWith('#');
}

/** `@noble/hashes` for `@noble/hashes/legacy.js`. */
function packageOf(specifier: string): string {
  return /^(@[^/]+\/)?[^/]+/.exec(specifier)?.[0] ?? specifier;
}

/** A relative import names a file with its ending, so that it reads the same everywhere. */
export const importsNameFiles: Rule = (files) =>
  files.filter(isCode).flatMap((file) =>
    importsOf(file)
      .filter((specifier) => specifier.startsWith('.') && !/\.(ts|tsx|mjs|json|css)$/.test(specifier))
      .map((specifier) => `${file.path} imports ${specifier} without its ending`),
  );

/** What a user runs needs only what package.json names as `dependencies`; tests may need more. */
export function importsAreDeclared(files: readonly SourceFile[], dependencies: object): string[] {
  return files
    .filter((file) => isCode(file) && !isBelow(file.path, 'test') && !outsideLayers.has(file.path))
    .flatMap((file) =>
      importsOf(file)
        .filter(
          (specifier) => !/^[.#]/.test(specifier) && !isNode(specifier) && !(packageOf(specifier) in dependencies),
        )
        .map((specifier) => `${file.path} imports ${specifier}, which is not among the dependencies in package.json`),
    );
}

/** The firmware can't tell the simulator from a board. */
export const firmwareKnowsNoSimulator: Rule = (files) =>
  files
    .filter((file) => isCode(file) && foldersOnBoard.some((folder) => isBelow(file.path, folder)))
    .filter((file) => /simulat|emulat/i.test(withoutComments(file.text)))
    .map((file) => `${file.path} has code that names a simulator`);

/** Every source file says first what it is. */
export const startsWithComment: Rule = (files) =>
  files
    .filter(isCode)
    .filter((file) => !/^(#!.*\n)?\s*(\/\/|\/\*)/.test(file.text))
    .map((file) => `${file.path} does not start with a comment that says what it is`);

/** A file is one idea, and names it. */
export const namesSayWhat: Rule = (files) =>
  files
    .filter((file) => /(^|[/.-])(utils?|helpers?|managers?|misc|common)([/.-]|$)/i.test(file.path))
    .map((file) => `${file.path} is named for no idea`);

/** A file is one idea: not longer than `mostLines`. */
export const filesAreShort: Rule = (files) =>
  files
    .filter((file) => isCode(file) && !isBelow(file.path, 'test/vectors'))
    .filter((file) => lineCount(file) > mostLines)
    .map((file) => `${file.path} has ${lineCount(file)} lines; the most is ${mostLines}`);

export function lineCount(file: SourceFile): number {
  return file.text.split('\n').length - 1;
}

/** Nothing committed leads to one person's machine; code, unlike a page for people, names no temporary folder either. */
export const namesNoMachine: Rule = (files) =>
  files.flatMap((file) =>
    [...file.text.matchAll(/(?<![\w.~/-])\/(work|root|home\/\w+|Users\/\w+|tmp)\/[\w./-]*/g)]
      .filter((match) => match[1] !== 'tmp' || isCode(file))
      .map((match) => `${file.path} names the path ${match[0]} of a machine`),
  );

/** The lock file works with every registry: it names packages and hashes, not hosts. */
export const lockNamesNoHost: Rule = (files) =>
  files
    .filter((file) => file.path.endsWith('package-lock.json') || file.path.endsWith('.npmrc'))
    .filter((file) => /"resolved"|registry\s*=|https?:\/\/[^"]*registry/.test(file.text))
    .map((file) => `${file.path} names a registry's host`);

interface LockFile {
  readonly packages: Readonly<
    Record<string, { readonly dependencies?: object; readonly optionalDependencies?: object }>
  >;
}

/** The lock file holds what every package in it asks for, for other machines too: without that, npm ci refuses it. */
export const lockIsComplete: Rule = (files) =>
  files
    .filter((file) => file.path.endsWith('package-lock.json'))
    .flatMap((file) => {
      const { packages } = JSON.parse(file.text) as LockFile;
      return Object.entries(packages).flatMap(([path, { dependencies, optionalDependencies }]) =>
        Object.keys({ ...dependencies, ...optionalDependencies })
          .filter((name) => !placesOf(path, name).some((place) => place in packages))
          .map((name) => `${file.path} lacks ${name}, which ${path === '' ? 'the project' : path} asks for`),
      );
    });

/** Where Node looks for package `name` from the package at `path`, the nearest place first. */
function placesOf(path: string, name: string): string[] {
  const folders = path === '' ? [] : path.split('/node_modules/');
  return folders
    .map((_, at) => `${folders.slice(0, folders.length - at).join('/node_modules/')}/node_modules/${name}`)
    .concat(`node_modules/${name}`);
}
