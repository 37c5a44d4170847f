/** Ends this process, if it was started as a shard, when the one that started it is gone, however that came about. */
export function endWithParent(): void {
  if (process.send === undefined) return;
  process.once("disconnect", () => process.exit(1));
  // To listen must not keep the process alive.
  process.channel?.unref();
}
