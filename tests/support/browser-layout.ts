/** Measures a drawn kiosk inside the browser against the millimetre rules of domain.md d3; returns a sentence per offence. */

/** What is demanded, in millimetres. */
export interface LayoutRules {
  readonly pitchMm: number;
  readonly targetMm: number;
  readonly textMm: number;
  readonly gapMm: number;
  /** Controls only in the lower 60 %. */
  readonly low: boolean;
}

/** Runs in the page: it may use nothing but its argument and the DOM. */
export function offences({ pitchMm, targetMm, textMm, gapMm, low }: LayoutRules): readonly string[] {
  const found: string[] = [];
  const kiosk = document.querySelector('.kiosk');
  if (kiosk === null) return ['there is no kiosk'];
  const frame = kiosk.getBoundingClientRect();
  const px = (mm: number): number => mm / pitchMm - 0.6;
  const named = (element: Element): string =>
    `${element.tagName.toLowerCase()}.${element.getAttribute('class') ?? ''} "${(element.getAttribute('aria-label') ?? element.textContent).trim().slice(0, 20)}"`;

  if (document.documentElement.scrollWidth > document.documentElement.clientWidth) found.push('the page can be pushed sideways');

  const visible = (element: Element): DOMRect | null => {
    let { left, top, right, bottom } = element.getBoundingClientRect();
    for (let up = element.parentElement; up !== null; up = up.parentElement) {
      if (getComputedStyle(up).overflowY === 'visible') continue;
      const box = up.getBoundingClientRect();
      left = Math.max(left, box.left);
      top = Math.max(top, box.top);
      right = Math.min(right, box.right);
      bottom = Math.min(bottom, box.bottom);
    }
    return right - left > 1 && bottom - top > 1 ? new DOMRect(left, top, right - left, bottom - top) : null;
  };

  const above = document.querySelector('.overlay');
  const buttons = Array.from((above ?? kiosk).querySelectorAll('button'));
  for (const button of buttons) {
    const box = button.getBoundingClientRect();
    if (box.width < px(targetMm) || box.height < px(targetMm)) {
      found.push(`${named(button)} is ${(box.width * pitchMm).toFixed(1)} × ${(box.height * pitchMm).toFixed(1)} mm`);
    }
    if (button.scrollWidth > button.clientWidth + 1 || button.scrollHeight > button.clientHeight + 1)
      found.push(`${named(button)} does not hold its words`);
    if (button.closest('.scroll-view') === null && (box.bottom > frame.bottom + 1 || box.top < frame.top - 1))
      found.push(`${named(button)} lies outside the screen`);
    if (low && box.top < frame.top + frame.height * 0.4 - 1 && visible(button) !== null)
      found.push(`${named(button)} is too high for 低位`);
  }
  const boxes = buttons.flatMap((button) => {
    const box = visible(button);
    return box === null ? [] : [{ button, box }];
  });
  boxes.forEach(({ button, box }, index) => {
    for (const other of boxes.slice(index + 1)) {
      const across = Math.max(other.box.left - box.right, box.left - other.box.right);
      const down = Math.max(other.box.top - box.bottom, box.top - other.box.bottom);
      const gap = Math.max(across, down);
      if (gap < px(gapMm)) found.push(`${named(button)} and ${named(other.button)} are ${(gap * pitchMm).toFixed(1)} mm apart`);
    }
  });

  const walker = document.createTreeWalker(kiosk, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const element = node.parentElement;
    if (element === null || (node.textContent ?? '').trim() === '' || element.closest('.aloud') !== null) continue;
    const size = Number.parseFloat(getComputedStyle(element).fontSize);
    if (size < px(textMm)) found.push(`${named(element)} is written ${(size * pitchMm).toFixed(1)} mm high`);
    const range = document.createRange();
    range.selectNodeContents(node);
    const box = range.getBoundingClientRect();
    if (box.width > 0 && (box.left < frame.left - 1 || box.right > frame.right + 1)) found.push(`${named(element)} runs over the edge`);
    for (let up: Element | null = element; up !== null && up !== kiosk; up = up.parentElement) {
      const style = getComputedStyle(up);
      if (style.overflowX === 'visible') continue;
      const clip = up.getBoundingClientRect();
      if (box.left < clip.left - 1 || box.right > clip.right + 1) found.push(`${named(element)} is cut off at the side`);
      break;
    }
  }

  // A column of centred words has its blocks in the middle too.
  for (const column of kiosk.querySelectorAll('*')) {
    const style = getComputedStyle(column);
    if (style.display !== 'flex' || style.flexDirection !== 'column' || style.textAlign !== 'center') continue;
    const box = column.getBoundingClientRect();
    const middle = (box.left + Number.parseFloat(style.paddingLeft) + box.right - Number.parseFloat(style.paddingRight)) / 2;
    for (const child of column.children) {
      const at = child.getBoundingClientRect();
      if (getComputedStyle(child).position === 'absolute' || at.width === 0) continue;
      if (Math.abs((at.left + at.right) / 2 - middle) > 2) found.push(`${named(child)} stands beside the middle`);
    }
  }
  return [...new Set(found)];
}
