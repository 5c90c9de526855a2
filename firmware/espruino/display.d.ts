// What `#display` is: the board's file in displays/, put in its place by the build.
declare module '#display' {
  /** Where the firmware draws. Flipping shows it. */
  export const graphics: Graphics;
  /** Switches the panel's supply. */
  export const setPower: (on: boolean) => void;
}
