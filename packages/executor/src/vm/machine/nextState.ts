import { access } from "./phases/access.js";
import { authorize } from "./phases/authorize.js";
import { begin } from "./phases/begin.js";
import { build } from "./phases/build.js";
import { call } from "./phases/call.js";
import { clear } from "./phases/clear.js";
import { close } from "./phases/close.js";
import { deliver } from "./phases/deliver.js";
import { enter } from "./phases/enter.js";
import { item } from "./phases/item.js";
import { launch } from "./phases/launch.js";
import { leave } from "./phases/leave.js";
import { open } from "./phases/open.js";
import { precompile } from "./phases/precompile.js";
import { read } from "./phases/read.js";
import { record } from "./phases/record.js";
import { run } from "./phases/run.js";
import { seal } from "./phases/seal.js";
import { settle } from "./phases/settle.js";
import { start } from "./phases/start.js";
import type { PhaseData } from "./PhaseData.js";
import type { StepContext } from "./StepContext.js";

type Phases = {
  readonly [Phase in PhaseData["phase"]]: (
    step: StepContext,
    data: Extract<PhaseData, { readonly phase: Phase }>,
  ) => void;
};

const phases: Phases = {
  begin,
  open,
  item,
  read,
  build,
  start,
  access,
  authorize,
  launch,
  call,
  enter,
  run,
  precompile,
  leave,
  deliver,
  settle,
  clear,
  record,
  seal,
  close,
  done: () => undefined,
};

/** Makes the one step that follows a state (spec/dispute.md, DISPUTE-33). */
export function nextState(step: StepContext): void {
  const { data } = step.machine;
  const phase = phases[data.phase] as (step: StepContext, data: PhaseData) => void;
  phase(step, data);
}
