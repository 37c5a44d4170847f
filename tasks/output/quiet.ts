import type { Output } from "./Output.js";

/** An output that says headings as progress and nothing else: for what only leads up to what is shown. */
export function quiet(output: Output): Output {
  const nothing = (): void => undefined;
  return {
    ...{ isJson: output.isJson, line: nothing, table: nothing, value: nothing },
    title: (text) => output.progress(text),
    progress: (text) => output.progress(text),
  };
}
