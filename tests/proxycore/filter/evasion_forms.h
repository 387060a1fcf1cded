#pragma once
#include <string_view>

/// What the matrix of evasions writes words with: the simplified character and, behind it, another form of it. Taken from the Unicode Character Database
/// and from dictionaries, not from the folder, so that it is tested against something.
namespace mirror::filter::trial {

/// Characters words are made of, beside those that have other forms.
constexpr std::u32string_view kCommonHan =
    U"的一是了我不人在他有这上们来到大地为子中年生出以里和后自心事天能多么小家好力女老口工手日月水火木土石田目耳面足身金食首香"
    U"高魔鬼鼠鼻山川士夕寸尸己巾干弓比毛牛犬玉瓜瓦甘用白皮立竹米羊羽而肉臣至舌舟色虫血行衣角言谷豆走辛邑雨青非革音麻鹿黑福神精"
    U"都度北理利路易林料流留落梨陵菜冷六率律泥醉参拾塞省说寒杀辰宅洞暴更龟";
/// Simplified and traditional.
constexpr std::u32string_view kTraditionalForms =
    U"会會国國体體开開关關东東车車马馬鸟鳥鱼魚龙龍门門风風飞飛见見贝貝页頁书書买買卖賣学學习習时時间間问問题題对對话話银銀电電"
    U"视視报報纸紙华華业業乐樂农農军軍严嚴专專丝絲两兩义義乌烏云雲亚亞产產亲親仅僅从從仓倉优優传傳伤傷伟偉单單历歷压壓厅廳发發"
    U"变變台臺号號团團园園围圍图圖场場坏壞块塊坚堅处處备備复復头頭夺奪奋奮妈媽孙孫宁寧宝寶实實宠寵审審层層岁歲岛島币幣师師帐帳"
    U"带帶广廣庆慶库庫应應废廢张張弹彈强強归歸录錄忆憶忧憂怀懷态態总總恋戀恶惡惊驚战戰户戶扑撲执執扩擴扫掃扬揚护護拥擁择擇损損"
    U"换換据據断斷无無旧舊显顯晓曉暂暫术術机機杀殺权權条條来來杨楊极極构構标標树樹样樣桥橋梦夢检檢楼樓欢歡欧歐毁毀气氣汇匯汉漢";
/// Unified and compatibility ideographs (U+F900 and up).
constexpr std::u32string_view kCompatibilityForms =
    U"更\uF901金\uF90A落\uF918冷\uF92E老\uF934路\uF937鹿\uF940陵\uF959率\uF961北\uF963不\uF967塞\uF96C省\uF96D辰\uF971"
    U"拾\uF973女\uF981力\uF98A年\uF98E了\uF9BA料\uF9BE流\uF9CA留\uF9CD六\uF9D1律\uF9D8利\uF9DD易\uF9E0梨\uF9E2泥\uF9E3"
    U"理\uF9E4里\uF9E9林\uF9F4立\uF9F7度\uFA01宅\uFA04洞\uFA05暴\uFA06行\uFA08神\uFA19福\uFA1B精\uFA1D羽\uFA1E都\uFA26";
/// Ideographs and the radicals of their form (U+2F00 and U+2E80 and up).
constexpr std::u32string_view kRadicalForms =
    U"一\u2F00人\u2F08力\u2F12口\u2F1D土\u2F1F士\u2F20夕\u2F23大\u2F24女\u2F25子\u2F26寸\u2F28小\u2F29尸\u2F2B山\u2F2D"
    U"工\u2F2F己\u2F30巾\u2F31干\u2F32弓\u2F38心\u2F3C手\u2F3F日\u2F47月\u2F49木\u2F4A比\u2F50毛\u2F51水\u2F54火\u2F55"
    U"牛\u2F5C犬\u2F5D玉\u2F5F瓜\u2F60瓦\u2F61甘\u2F62生\u2F63用\u2F64田\u2F65白\u2F69皮\u2F6A目\u2F6C石\u2F6F立\u2F74"
    U"竹\u2F75米\u2F76羊\u2F7A羽\u2F7B老\u2F7C而\u2F7D耳\u2F7F肉\u2F81臣\u2F82自\u2F83至\u2F84舌\u2F86舟\u2F88色\u2F8A"
    U"虫\u2F8D血\u2F8E行\u2F8F衣\u2F90角\u2F93言\u2F94谷\u2F95豆\u2F96走\u2F9B足\u2F9C身\u2F9D辛\u2F9F辰\u2FA0邑\u2FA2"
    U"里\u2FA5金\u2FA6雨\u2FAC非\u2FAE面\u2FAF革\u2FB0音\u2FB3食\u2FB7首\u2FB8香\u2FB9高\u2FBC鬼\u2FC1鹿\u2FC5麻\u2FC7"
    U"黑\u2FCA鼠\u2FCF鼻\u2FD0风\u2EDB马\u2EE2龙\u2EF0门\u2ED4见\u2EC5贝\u2EC9车\u2ECB飞\u2EDC鸟\u2EE6鱼\u2EE5页\u2EDA";
/// Latin small letters and Cyrillic or Greek ones, small or capital, that look like one.
constexpr std::u32string_view kLatinLookAlikes = U"a\u0430c\u0441e\u0435i\u0456j\u0458o\u043Ep\u0440s\u0455x\u0445y\u0443b\u0412h\u041Dk\u041Am\u041Ct\u0422n\u039Dz\u0396a\u03B1o\u03BFv\u03BDi\u0399";

}  // namespace mirror::filter::trial
