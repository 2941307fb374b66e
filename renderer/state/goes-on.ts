/**
 * Says of what scrolls at which of its sides it goes on: there it fades, instead of ending in half a line that looks
 * like a fault.
 */
export function goesOn(node: HTMLElement): () => void {
  const measure = () => {
    const below = node.scrollHeight - node.clientHeight - node.scrollTop;
    const after = node.scrollWidth - node.clientWidth - node.scrollLeft;
    node.toggleAttribute('data-above', node.scrollTop > 1);
    node.toggleAttribute('data-below', below > 1);
    node.toggleAttribute('data-before', node.scrollLeft > 1);
    node.toggleAttribute('data-after', after > 1);
  };
  // What is in it comes later, and grows. Each that is watched is measured in the frame that draws it, and not before:
  // to ask for it sooner would lay out the page twice.
  const sizes = new ResizeObserver(measure);
  const watch = () => {
    sizes.disconnect();
    sizes.observe(node);
    for (const child of node.children) sizes.observe(child);
  };
  const children = new MutationObserver(watch);
  children.observe(node, { childList: true });
  watch();
  node.addEventListener('scroll', measure, { passive: true });
  return () => {
    sizes.disconnect();
    children.disconnect();
    node.removeEventListener('scroll', measure);
  };
}
