/** The interface by which tests meet every virtual machine of the project. */
export type { Case, CaseResult, CaseRunner } from "@muniment/executor/reference";
