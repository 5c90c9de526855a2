// What is used of @echogarden/espeak-ng-emscripten, which brings no types.
declare module '@echogarden/espeak-ng-emscripten' {
  interface EspeakWorker {
    list_voices(): readonly { readonly languages: readonly { readonly name: string }[] }[];
    /** By the name of a language. */
    set_voice(name: string): void;
    /** Words a minute. */
    set_rate(rate: number): void;
    /** 0 to 99. */
    set_pitch(pitch: number): void;
    /** 0 (a monotone) to 99. */
    set_range(range: number): void;
    /** Gives the sound in pieces, 16 bits at 22,050 Hz; the last call may have none. */
    synthesize(text: string, take: (samples: Int16Array | undefined) => void): void;
  }
  const open: () => Promise<{ readonly eSpeakNGWorker: new () => EspeakWorker }>;
  export default open;
}
