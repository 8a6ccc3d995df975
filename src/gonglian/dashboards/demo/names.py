"""The words of the demo city. Every name belongs to nobody and says so: 演示 stands in it."""

from __future__ import annotations

from gonglian.organisation.states import Level, Role

DEMO = "（演示）"
CITY = "3713"
COUNTY, TOWN, SECOND_TOWN = "371302", "371302004", "371302001"
COUNTIES = (("371302", "兰山区"), ("371311", "罗庄区"), ("371312", "河东区"), ("371321", "沂南县"))
ZONE = ("371371", "高新区")
TOWNS = (
    ("371302004", "柳青街道"), ("371302001", "兰山街道"), ("371302002", "银雀山街道"), ("371302003", "金雀山街道"),
    ("371311001", "罗庄街道"), ("371311002", "傅庄街道"), ("371311003", "盛庄街道"), ("371311101", "褚墩镇"),
    ("371312001", "九曲街道"), ("371312004", "相公街道"), ("371312005", "太平街道"), ("371312104", "汤河镇"),
    ("371321001", "界湖街道"), ("371321101", "岸堤镇"), ("371321104", "青驼镇"), ("371321109", "大庄镇"),
)  # fmt: skip
# a trade's key; code of its class; words of a firm's name
TRADES = {
    "货运": ("5431", ("货运", "物流", "运输")),
    "板材": ("2021", ("板材", "木业")),
    "餐饮": ("6210", ("餐饮", "酒楼")),
    "家政": ("8010", ("家政", "月嫂服务")),
    "物业": ("7020", ("物业",)),
}
# words and division of the trade as an industrial union of it says them
SECTORS = {
    "货运": ("货运行业", "54"), "板材": ("板材行业", "20"), "餐饮": ("餐饮行业", "62"), "家政": ("家政服务行业", "80"),
    "物业": ("物业服务行业", "70"),
}  # fmt: skip
FIRM_FRONT = (
    "青禾 明岸 听泉 望舒 朝晖 远帆 云起 松涛 长庚 采薇 鹿鸣 星河 南风 雁回 溪午 竹里 麦秋 白榆 晴川 荷露"
).split()
SURNAMES = (
    "单 曾 仇 解 查 任 江 秦 穆 尹 邱 骆 夏 蔡 田 樊 胡 凌 霍 虞 万 支 柯 昝 管 卢 莫 经 房 裘 缪 干"
).split()
GIVEN = (
    "小满 立秋 知夏 望舒 若谷 致远 思齐 听雨 怀瑾 明达 允执 书宁 景行 清和 以宁 长风 念慈 守拙 云帆 向晚"
).split()
PASSWORD = "Yanshi-2026"  # noqa: S105 - printed on the demo's own screen, opens only invented data

# who signs in: the place's word in the user name, its key among the city's heads, its name on screen, its officers
PLACES = (
    ("city", CITY, "市总工会", ("凌知远", "骆清和", "樊守正", "查明达", "经怀瑾")),
    ("county", COUNTY, "兰山区总工会", ("穆景行", "夏书宁", "支长风", "虞思齐", "莫若谷")),
    ("town", TOWN, "柳青街道工会", ("田望秋", "管若谷", "房守拙", "柯以宁", "裘知夏")),
    ("industry", "industry", "兰山区物流行业工会联合会", ("任云帆", "秦念慈", "缪向晚", "尹听雨", "卢允执")),
)  # fmt: skip
ROLES = (Role.HEAD, Role.HANDLER, Role.ADMIN, Role.READER, Role.AUDITOR)
# offices nobody signs in for by hand, so that cases have both sides
OTHER_OFFICES = (
    ("town2", SECOND_TOWN, ("霍致远", "蔡立秋")),
    ("county2", "371311", ("江明达", "邱小满")),
    ("soon", "soon", ("贝正则", "纪云舒")),
    ("renewed", "renewed", ("晏和光", "水清如")),
)
LEVEL_OF = {4: Level.CITY, 6: Level.COUNTY, 9: Level.TOWNSHIP}  # by the length of the region's code
