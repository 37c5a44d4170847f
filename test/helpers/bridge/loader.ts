import type { Connection } from "./rollupWorld.js";

/** Loads a fixture whose world remembers, besides the chain, what it has sent and committed. */
export function loader<World extends { keep(): void; restore(): void }>(
  { networkHelpers }: Pick<Connection, "networkHelpers">,
  fixture: () => Promise<World>,
): () => Promise<World> {
  const kept = async (): Promise<World> => {
    const world = await fixture();
    world.keep();
    return world;
  };
  return async () => {
    const world = await networkHelpers.loadFixture(kept);
    world.restore();
    return world;
  };
}
