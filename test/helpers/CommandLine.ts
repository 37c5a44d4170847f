import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const HARDHAT = fileURLToPath(new URL("../../node_modules/.bin/hardhat", import.meta.url));

/** What one command left behind. */
export interface CommandResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** The real command line, `npx hardhat rwa …` or of another noun, in its own process against a node at a URL. */
export class CommandLine {
  readonly #env: NodeJS.ProcessEnv;
  readonly #noun: string;

  /**
   * @param url Where the node answers.
   * @param deployments Folder of the manifests.
   * @param noun What the commands are about.
   */
  constructor(url: string, deployments: string, noun = "rwa") {
    this.#noun = noun;
    // What marks this process as a test run is not the command's business.
    const { HH_TEST: _test, NODE_ENV: _env, NODE_OPTIONS: _options, ...env } = process.env;
    this.#env = { ...env, MUNIMENT_RPC_URL: url, MUNIMENT_DEPLOYMENTS: deployments };
  }

  /** Runs a command given as words. */
  run(...words: readonly string[]): Promise<CommandResult> {
    const args = [this.#noun, ...words, "--network", "localhost"];
    return new Promise((resolve) => {
      const child = execFile(HARDHAT, args, { cwd: ROOT, env: this.#env }, (_error, stdout, stderr) => {
        resolve({ code: child.exitCode ?? -1, stdout, stderr });
      });
    });
  }

  /** Runs a command with `--json` and reads its document. */
  async json(
    ...words: readonly string[]
  ): Promise<{ readonly code: number; readonly document: Readonly<Record<string, unknown>> }> {
    const { code, stdout } = await this.run(...words, "--json");
    return { code, document: JSON.parse(stdout) as Record<string, unknown> };
  }
}
