// What people call a token on this page: its product's name.

/** 'code-reader' is the Code reader. */
export function titleOf(token: string): string {
  return token.charAt(0).toUpperCase() + token.slice(1).replaceAll('-', ' ');
}

/** The same within a sentence: 'the code reader'. */
export function nameOf(token: string): string {
  return `the ${token.replaceAll('-', ' ')}`;
}
