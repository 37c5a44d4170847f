const perMilli = 1000;

/** Processor time of this thread, microseconds; where Node cannot tell, the time on the wall. */
export function threadTime(): number {
  const usage = (process as Partial<Pick<NodeJS.Process, "threadCpuUsage">>).threadCpuUsage?.();
  return usage === undefined ? performance.now() * perMilli : usage.user + usage.system;
}
