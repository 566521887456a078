/** Ids that the agent makes itself: shelves of departments and divisions, and the map of all places. */

/** The map without a theme. */
export const WHOLE_MAP = 'all';

const DEPARTMENT = /^department-(\d{1,4})$/;
const REGION = /^region-(\d{6}(?:\d{3}){0,2})$/;

/** Shelf of a department: its place in the sorted list, stable as long as the content is. */
export function departmentShelf(at: number): string {
  return `department-${at}`;
}

/** Shelf of a division. */
export function regionShelf(code: string): string {
  return `region-${code}`;
}

/** What a made id stands for; null for the id of an authored shelf. */
export function readShelfId(id: string): { readonly department: number } | { readonly region: string } | null {
  const department = DEPARTMENT.exec(id)?.[1];
  if (department !== undefined) return { department: Number(department) };
  const region = REGION.exec(id)?.[1];
  return region === undefined ? null : { region };
}

/** True for an id that a package must not use. */
export function isReckonedShelf(id: string): boolean {
  return readShelfId(id) !== null;
}
