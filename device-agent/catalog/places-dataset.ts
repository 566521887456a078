/** 办事场所: the package's places as a dataset, so that they are listed, filtered by region, found by name and printed like any other. */
import type { ContentPlace, Manifest } from '../../shared/catalog/package.ts';
import type { Dataset } from './content.ts';

/** Id of the dataset that the places make. */
export const PLACES_DATASET = 'banshi-changsuo';

/** The dataset, or none where the package names no place. */
export function placesDataset(places: readonly ContentPlace[], manifest: Manifest): readonly Dataset[] {
  if (places.length === 0) return [];
  const example = places.some((place) => place.example);
  return [
    {
      head: {
        id: PLACES_DATASET,
        title: '办事场所',
        aliases: ['办事大厅', '政务大厅在哪', '政务服务中心地址', '便民服务站'],
        themes: [...new Set(places.flatMap((place) => place.themes))],
        source: { title: '办事场所名录', publisher: example ? '示例' : '本级政务服务管理机构', date: manifest.created },
        asOf: manifest.created,
        licence: '政府部门主动公开的信息，注明来源后可以使用',
        example,
        columns: [
          { key: 'name', title: '场所', kind: 'text', list: true },
          { key: 'address', title: '地址', kind: 'address', list: true },
          { key: 'phone', title: '电话', kind: 'phone', list: true },
          { key: 'region', title: '地区', kind: 'region' },
          { key: 'hours', title: '办公时间', kind: 'hours' },
        ],
        rowsFile: 'places.json',
        rowName: 'name',
      },
      rows: places.map((place) => [place.name, place.address, place.phone ?? '', place.region, place.hours ?? '']),
    },
  ];
}
