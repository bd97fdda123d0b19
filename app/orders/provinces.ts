// Which provinces does a country have, by the codes that Shopify's addresses use? Only of countries whose parcels need one.
// Source: ISO 3166-2, with Shopify's own spelling of the codes (prefixed for China and Korea).

const us = "AL Alabama|AK Alaska|AZ Arizona|AR Arkansas|CA California|CO Colorado|CT Connecticut|DE Delaware|DC District of Columbia|FL Florida|GA Georgia|HI Hawaii|ID Idaho|IL Illinois|IN Indiana|IA Iowa|KS Kansas|KY Kentucky|LA Louisiana|ME Maine|MD Maryland|MA Massachusetts|MI Michigan|MN Minnesota|MS Mississippi|MO Missouri|MT Montana|NE Nebraska|NV Nevada|NH New Hampshire|NJ New Jersey|NM New Mexico|NY New York|NC North Carolina|ND North Dakota|OH Ohio|OK Oklahoma|OR Oregon|PA Pennsylvania|PR Puerto Rico|RI Rhode Island|SC South Carolina|SD South Dakota|TN Tennessee|TX Texas|UT Utah|VT Vermont|VA Virginia|WA Washington|WV West Virginia|WI Wisconsin|WY Wyoming|AS American Samoa|GU Guam|MP Northern Mariana Islands|VI U.S. Virgin Islands|AA Armed Forces Americas|AE Armed Forces Europe|AP Armed Forces Pacific";
const br = "AC Acre|AL Alagoas|AP Amapá|AM Amazonas|BA Bahia|CE Ceará|DF Distrito Federal|ES Espírito Santo|GO Goiás|MA Maranhão|MT Mato Grosso|MS Mato Grosso do Sul|MG Minas Gerais|PA Pará|PB Paraíba|PR Paraná|PE Pernambuco|PI Piauí|RJ Rio de Janeiro|RN Rio Grande do Norte|RS Rio Grande do Sul|RO Rondônia|RR Roraima|SC Santa Catarina|SP São Paulo|SE Sergipe|TO Tocantins";
const india = "AN Andaman and Nicobar Islands|AP Andhra Pradesh|AR Arunachal Pradesh|AS Assam|BR Bihar|CH Chandigarh|CG Chhattisgarh|DN Dadra and Nagar Haveli and Daman and Diu|DL Delhi|GA Goa|GJ Gujarat|HR Haryana|HP Himachal Pradesh|JK Jammu and Kashmir|JH Jharkhand|KA Karnataka|KL Kerala|LA Ladakh|LD Lakshadweep|MP Madhya Pradesh|MH Maharashtra|MN Manipur|ML Meghalaya|MZ Mizoram|NL Nagaland|OR Odisha|PY Puducherry|PB Punjab|RJ Rajasthan|SK Sikkim|TN Tamil Nadu|TS Telangana|TR Tripura|UP Uttar Pradesh|UK Uttarakhand|WB West Bengal";
const kr = "KR-26 Busan|KR-43 Chungbuk|KR-44 Chungnam|KR-27 Daegu|KR-30 Daejeon|KR-42 Gangwon|KR-29 Gwangju|KR-41 Gyeonggi|KR-47 Gyeongbuk|KR-48 Gyeongnam|KR-28 Incheon|KR-49 Jeju|KR-45 Jeonbuk|KR-46 Jeonnam|KR-50 Sejong|KR-11 Seoul|KR-31 Ulsan";
const cn = "CN-AH 安徽 Anhui|CN-BJ 北京 Beijing|CN-CQ 重庆 Chongqing|CN-FJ 福建 Fujian|CN-GS 甘肃 Gansu|CN-GD 广东 Guangdong|CN-GX 广西 Guangxi|CN-GZ 贵州 Guizhou|CN-HI 海南 Hainan|CN-HE 河北 Hebei|CN-HL 黑龙江 Heilongjiang|CN-HA 河南 Henan|CN-HB 湖北 Hubei|CN-HN 湖南 Hunan|CN-NM 内蒙古 Inner Mongolia|CN-JS 江苏 Jiangsu|CN-JX 江西 Jiangxi|CN-JL 吉林 Jilin|CN-LN 辽宁 Liaoning|CN-NX 宁夏 Ningxia|CN-QH 青海 Qinghai|CN-SN 陕西 Shaanxi|CN-SD 山东 Shandong|CN-SH 上海 Shanghai|CN-SX 山西 Shanxi|CN-SC 四川 Sichuan|CN-TJ 天津 Tianjin|CN-XJ 新疆 Xinjiang|CN-YZ 西藏 Tibet|CN-YN 云南 Yunnan|CN-ZJ 浙江 Zhejiang";

export type Province = { readonly code: string; readonly name: string };

const split = (text: string): Province[] => text.split("|").map((entry) => {
  const blank = entry.indexOf(" ");
  return { code: entry.slice(0, blank), name: entry.slice(blank + 1) };
});

const provinces: Readonly<Record<string, readonly Province[]>> = { US: split(us), BR: split(br), IN: split(india), KR: split(kr), CN: split(cn) };

/** Empty where none is needed, or where the list is not known here. */
export const provincesOf = (countryCode: string): readonly Province[] => provinces[countryCode] ?? [];
