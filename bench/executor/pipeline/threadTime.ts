import { threadTime as milliseconds } from "../../../packages/executor/src/pipeline/threadTime.js";

const perMilli = 1000;

/** Microseconds of processor time that this thread has taken. */
export const threadTime = (): number => milliseconds() * perMilli;
