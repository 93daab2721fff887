# SPDX-License-Identifier: GPL-3.0-or-later
"""What the demo's customers are called and where they live. Phone numbers outside China are of, or near, the ranges regulators
keep free for stories (Bundesnetzagentur, Ofcom, 555-01xx)."""
from dataclasses import dataclass

ZH_FAMILY = "王 李 张 刘 陈 杨 黄 赵 吴 周 徐 孙 马 朱 胡 郭 何 林 高 罗".split()
ZH_GIVEN = "伟 芳 娜 敏 静 丽 强 磊 洋 艳 勇 军 杰 娟 涛 明 超 秀英 志强 建华 晓东 雨桐 子涵 思远 佳怡".split()
ZH_FIRM = "明远 宏达 华信 永兴 瑞丰 博雅 天成 恒通 金桥 东方 新海 锦程 德盛 卓越 康宁 星辰 云帆 长城 海纳 致远".split()
ZH_TRADE = (("贸易有限公司", "贸易"), ("电子科技有限公司", "制造"), ("物流有限公司", "物流"), ("教育咨询有限公司", "教育"), ("医疗器械有限公司", "医疗"))
ZH_STREET = "南京西路 人民路 中山大道 解放路 建国路 长江路 和平街 文化路 科技园路 滨江大道".split()
DE_FAMILY = "Müller Schmidt Schneider Fischer Weber Meyer Wagner Becker Schulz Hoffmann Koch Richter Klein Wolf Neumann Schröder".split()
DE_GIVEN = (
    "Anna Jürgen Katrin Lukas Sabine Thomas Ulrike Felix Jana Stefan Heike Jörg Lena Matthias Petra Björn".split()
)
DE_TRADE = (
    ("Maschinenbau GmbH", "Industrie"),
    ("Handels GmbH & Co. KG", "Handel"),
    ("Systemhaus GmbH", "IT"),
    ("Bäckerei", "Handel"),
    ("Logistik AG", "Industrie"),
)
DE_STREET = ("Hauptstraße", "Bahnhofstraße", "Gartenweg", "Lindenallee", "Schillerstraße", "Am Markt")
EN_FAMILY = "Smith Jones Taylor Brown Williams Wilson Johnson Davies Patel Wright Walker Thompson O'Neill Carter Hughes Bennett".split()
EN_GIVEN = "Oliver Emma Jack Amelia Harry Olivia Noah Grace James Chloe Liam Sophie Aisha Daniel Ruth Owen".split()
EN_TRADE = (
    ("& Sons Ltd", "Retail"),
    ("Consulting LLP", "Services"),
    ("Software Inc.", "IT"),
    ("Garden Centre", "Retail"),
    ("Insurance Brokers", "Services"),
)
EN_STREET = ("High Street", "Station Road", "Church Lane", "Mill Road", "Park Avenue", "Victoria Road")
ROLES = {
    "zh": ("采购经理", "总经理", "财务", "技术主管", "前台"),
    "de": ("Einkauf", "Geschäftsführung", "Buchhaltung", "Technik", "Empfang"),
    "en": ("Purchasing", "Managing director", "Accounts", "Engineering", "Reception"),
}


@dataclass(frozen=True)
class City:
    name: str
    state: str
    country: str
    zipcode: str
    landline: str  # '#' is a digit, written as the trunk shows the number: callers from abroad with 00
    mobile: str


_ZH, _DE, _UK, _US = "13# 0000 ####", "0049 17# 39200##", "0044 7700 900###", "001 646 555 01##"
CITIES = {
    "zh": (
        City("上海", "上海", "中国", "200040", "021-5550 ####", _ZH),
        City("北京", "北京", "中国", "100020", "010-5550 ####", _ZH),
        City("广州", "广东", "中国", "510030", "020-5550 ####", _ZH),
        City("石家庄", "河北", "中国", "050011", "0311-555 ####", _ZH),
        City("成都", "四川", "中国", "610016", "028-5550 ####", _ZH),
        City("武汉", "湖北", "中国", "430014", "027-5550 ####", _ZH),
    ),
    "de": (
        City("Berlin", "Berlin", "Deutschland", "10115", "0049 30 23125 ###", _DE),
        City("Hamburg", "Hamburg", "Deutschland", "20095", "0049 40 66969 ###", _DE),
        City("Köln", "Nordrhein-Westfalen", "Deutschland", "50667", "0049 221 4710 ###", _DE),
        City("München", "Bayern", "Deutschland", "80331", "0049 89 99998 ###", _DE),
        City("Frankfurt am Main", "Hessen", "Deutschland", "60311", "0049 69 90009 ###", _DE),
    ),
    "en": (
        City("London", "England", "United Kingdom", "SW1A 2AA", "0044 20 7946 0###", _UK),
        City("Manchester", "England", "United Kingdom", "M1 1AE", "0044 161 496 0###", _UK),
        City("Edinburgh", "Scotland", "United Kingdom", "EH1 1YZ", "0044 131 496 0###", _UK),
        City("New York", "NY", "United States", "10001", "001 212 555 01##", _US),
        City("Chicago", "IL", "United States", "60601", "001 312 555 01##", _US),
    ),
}
