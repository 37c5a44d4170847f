// Memory of the commit module, given out in regions above its static data. Memory grows when a region needs it.

/** Regions begin at multiples of a cache line and are whole lines. */
const LINE: usize = 64;
/** Size of a WebAssembly page as a power of two. */
const PAGE_BITS: usize = 16;
/** Pages added at once, so that growing is rare: 4 MiB. */
const GROWTH: usize = 64;

/** First byte that was never given out. */
let top: usize = 0;
/** No region reaches beyond this address. */
let limit: usize = 0;
/** Bytes in the list of regions that were given back. */
let idle: usize = 0;
/** u32: the first region that was given back. Each begins with u32 next region, u32 size. */
const IDLE = memory.data(4, 4);

function wholeLines(size: usize): usize {
  return (size + LINE - 1) & ~(LINE - 1);
}

/** Forgets all regions. `maximum`: address that memory in use never reaches, bytes. */
export function resetHeap(maximum: usize): void {
  top = wholeLines(__heap_base);
  limit = maximum;
  idle = 0;
  store<u32>(IDLE, 0);
}

/** Bytes in use: static data and all regions that are not given back. */
export function heapBytes(): usize {
  return top - idle;
}

/** A region of at least `size` bytes whose content is undefined; 0 when memory is full. */
export function takeRegion(size: usize): usize {
  const wanted = wholeLines(size);
  const found = takeIdle(wanted);
  if (found != 0) return found;
  if (top > limit || wanted > limit - top) return 0;
  const end = top + wanted;
  const pages = (end + (1 << PAGE_BITS) - 1) >> PAGE_BITS;
  const present = <usize>memory.size();
  if (pages > present) {
    const generous = min(max(pages, present + GROWTH), limit >> PAGE_BITS);
    if (generous <= pages || memory.grow(<i32>(generous - present)) < 0) {
      if (memory.grow(<i32>(pages - present)) < 0) return 0;
    }
  }
  const region = top;
  top = end;
  return region;
}

/** Gives a region of `size` bytes back. */
export function giveRegion(region: usize, size: usize): void {
  const whole = wholeLines(size);
  if (whole == 0) return;
  store<u32>(region, load<u32>(IDLE));
  store<u32>(region, <u32>whole, 4);
  store<u32>(IDLE, <u32>region);
  idle += whole;
}

/** The first region given back that is large enough; what is left of it stays in the list. */
function takeIdle(wanted: usize): usize {
  let link = IDLE;
  for (let region = <usize>load<u32>(link); region != 0; link = region, region = <usize>load<u32>(link)) {
    const size = <usize>load<u32>(region, 4);
    if (size < wanted) continue;
    if (size > wanted) {
      const rest = region + wanted;
      store<u32>(rest, load<u32>(region));
      store<u32>(rest, <u32>(size - wanted), 4);
      store<u32>(link, <u32>rest);
    } else {
      store<u32>(link, load<u32>(region));
    }
    idle -= wanted;
    return region;
  }
  return 0;
}
