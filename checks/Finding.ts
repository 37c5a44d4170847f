/** One thing that is wrong, and where: `line` counts from 1; 0 means the file as a whole. */
export type Finding = { file: string; line: number; message: string };
