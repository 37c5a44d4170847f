/** What a program needs of its surroundings; keys of ours are not among it. */
const needed = ["PATH", "HOME", "TMPDIR", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "HARDWARE_CONCURRENCY"];

/**
 * Surroundings of the native prover, which is somebody else's program: the operator's key in ours is none of its business.
 * @param crs Folder of the SRS.
 */
export function bbEnvironment(crs: string, own: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const kept = needed.flatMap((name) => (own[name] === undefined ? [] : [[name, own[name]] as const]));
  return { ...Object.fromEntries(kept), CRS_PATH: crs };
}
