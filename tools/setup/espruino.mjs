// Where people get the real interpreter, which this repository does not bring along.

/** The end of a sentence that says what to do. */
export const getEspruino = 'get Espruino for Linux from its maker (https://github.com/espruino/Espruino, board LINUX)';
