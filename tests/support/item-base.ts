/** A province's item base for benches: permits of every banner, in names that real item bases use, none of them asked for. */

const SUBJECTS =
  '农药经营 种畜禽生产 渔业捕捞 烟草专卖零售 放射诊疗 民办学校设立 演出经纪 印刷经营 危险废物经营 测绘资质 无线电台设置 宗教活动场所 广播电视节目制作 兽药经营 木材采伐 粮食收购 食盐批发 旅馆业特种行业 爆破作业 保安服务 种子生产 饲料添加剂生产 动物诊疗 水域滩涂养殖 森林防火 防雷装置 气球施放 地图审核 文物修复 彩票代销'.split(
    ' ',
  );
const ACTS = '许可 备案 变更 注销 延续 补证 年度报告'.split(' ');
const SCOPES = ['', '（个体工商户）', '（分支机构）', '（临时）', '（外资）'];

/** `count` names, always the same ones. */
export function itemNames(count: number, regions: readonly string[]): readonly string[] {
  const names: string[] = [];
  for (const scope of SCOPES)
    for (const region of regions)
      for (const subject of SUBJECTS)
        for (const act of ACTS) {
          if (names.length === count) return names;
          names.push(`${region}${subject}${act}${scope}`);
        }
  return names;
}
