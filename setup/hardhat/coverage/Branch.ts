/** One way that control can take. `tag` is what a hit carries, 64 hexadecimal digits. */
export type Branch = {
  path: string;
  line: number;
  condition: string;
  way: "true" | "false" | "taken";
  tag: string;
};
