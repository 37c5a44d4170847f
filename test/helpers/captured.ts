/** What a run leaves behind: its standard output, its standard error, and the exit code it set. */
export interface Captured {
  readonly stdout: string;
  readonly stderr: string;
  readonly exitCode: number | string | undefined;
}

/** Runs a task in this process as the command line would, without letting its output or exit code through. */
export async function captured(run: () => Promise<unknown>): Promise<Captured> {
  const { exitCode } = process;
  const streams = [process.stdout, process.stderr] as const;
  const writers = streams.map((stream) => Reflect.get(stream, "write"));
  const texts = ["", ""];
  process.exitCode = undefined;
  for (const [index, stream] of streams.entries()) {
    stream.write = (chunk: unknown) => {
      texts[index] = `${texts[index] ?? ""}${String(chunk)}`;
      return true;
    };
  }
  try {
    await run();
    return { stdout: texts[0] ?? "", stderr: texts[1] ?? "", exitCode: process.exitCode };
  } finally {
    for (const [index, stream] of streams.entries()) Reflect.set(stream, "write", writers[index]);
    process.exitCode = exitCode;
  }
}
