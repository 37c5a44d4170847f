/** What a run leaves behind: its standard output, its standard error, and the exit code it set. */
export interface Captured {
  readonly stdout: string;
  readonly stderr: string;
  readonly exitCode: number | string | undefined;
}

/** Runs a task in this process as the command line would, without letting its output or exit code through. */
export async function captured(run: () => Promise<unknown>): Promise<Captured> {
  const before = { exitCode: process.exitCode, out: process.stdout.write, err: process.stderr.write };
  let [stdout, stderr] = ["", ""];
  process.exitCode = undefined;
  process.stdout.write = ((chunk: unknown) => {
    stdout += String(chunk);
    return true;
  }) as typeof process.stdout.write;
  process.stderr.write = ((chunk: unknown) => {
    stderr += String(chunk);
    return true;
  }) as typeof process.stderr.write;
  try {
    await run();
    return { stdout, stderr, exitCode: process.exitCode };
  } finally {
    process.stdout.write = before.out;
    process.stderr.write = before.err;
    process.exitCode = before.exitCode;
  }
}
