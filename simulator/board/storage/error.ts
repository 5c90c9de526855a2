// What the interpreter throws as a plain Error from Storage, with the same text.
export class StorageError extends Error {}
