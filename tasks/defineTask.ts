import { task } from "hardhat/config";
import { ArgumentType } from "hardhat/types/arguments";
import type { TaskDefinition } from "hardhat/types/tasks";

/** What a task does; loaded lazily. */
export type TaskAction = Parameters<ReturnType<typeof task>["setAction"]>[0];

/** One option: a flag when it has no `value`. */
export interface OptionEntry {
  readonly name: string;
  readonly value?: true;
  readonly description: string;
}

/** One task, `npx hardhat <noun> <verb>`; a noun may be of several words. */
export interface TaskEntry {
  readonly noun: string;
  readonly verb: string;
  readonly description: string;
  readonly options: readonly OptionEntry[];
  readonly action: TaskAction;
}

/** Makes a task of its entry; every task has --json. */
export function defineTask({ noun, verb, description, options, action }: TaskEntry): TaskDefinition {
  let builder = task([...noun.split(" "), verb], description).addFlag({
    name: "json",
    description: "One JSON document on stdout",
  });
  for (const option of options) {
    builder =
      option.value === true
        ? builder.addOption({
            name: option.name,
            description: option.description,
            type: ArgumentType.STRING_WITHOUT_DEFAULT,
            defaultValue: undefined,
          })
        : builder.addFlag({ name: option.name, description: option.description });
  }
  return builder.setAction(action).build();
}
