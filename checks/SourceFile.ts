/** A file of the repository. `path` is relative to its root, with slashes. */
export type SourceFile = { path: string; text: string };
