const perMilli = 1000;

/** Milliseconds of processor time that this thread has taken; where Node cannot tell, the time on the wall. */
export function threadTime(): number {
  const usage = (process as Partial<Pick<NodeJS.Process, "threadCpuUsage">>).threadCpuUsage?.();
  return usage === undefined ? performance.now() : (usage.user + usage.system) / perMilli;
}
