// What surrounds a guide's text in each language: names of its parts and its other forms. Never a fact about a device.

export interface Wording {
  readonly inThisGuide: string;
  readonly page: (number: number) => string;
  readonly skip: string;
  readonly forms: string;
  readonly largePrint: string;
  readonly plainText: string;
  /** The same guide in the other language, named in that language. */
  readonly other: { readonly language: string; readonly name: string };
}

const wordings: { readonly [language: string]: Wording } = {
  da: {
    inThisGuide: 'Indhold',
    page: (number) => `Side ${number}`,
    skip: 'Gå til teksten',
    forms: 'Andre udgaver',
    largePrint: 'Stor skrift til udskrift (PDF)',
    plainText: 'Ren tekst',
    other: { language: 'en', name: 'In English' },
  },
  en: {
    inThisGuide: 'In this guide',
    page: (number) => `Page ${number}`,
    skip: 'Skip to the text',
    forms: 'Other forms',
    largePrint: 'Large print (PDF)',
    plainText: 'Plain text',
    other: { language: 'da', name: 'På dansk' },
  },
};

/** @throws Error when the guides have no such language */
export function wordingOf(language: string): Wording {
  const wording = wordings[language];
  if (wording === undefined) throw new Error(`guides/wording.ts has nothing for the language "${language}".`);
  return wording;
}
