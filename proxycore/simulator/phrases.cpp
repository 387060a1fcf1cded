#include "simulator/phrases.h"

#include <array>

namespace mirror::simulator {
namespace {

constexpr std::array<std::string_view, 8> kChineseOpenings{
    "关于“{a}”，我们可以先弄清问题的背景，再一步一步来看。",
    "谢谢您的提问，下面围绕“{a}”做一个简要的说明。",
    "说到“{a}”，最重要的是先明确目标，然后再选择方法。",
    "这是一个很好的问题，“{a}”可以从几个方面来理解。",
    "简单地说，“{a}”的关键在于把握好{b}。",
    "要回答这个问题，先得说清楚“{a}”指的是什么。",
    "“{a}”看起来复杂，其实可以分成三步来处理。",
    "在讨论“{a}”之前，不妨先看一个身边的例子。",
};
constexpr std::array<std::string_view, 24> kChineseBody{
    "首先，{a}需要结合实际情况来判断，不能只看一个指标。",
    "其次，{a}与{b}之间有密切的联系，二者往往互相影响。",
    "从经验来看，先做一个小范围的试点会更加稳妥。",
    "如果时间有限，建议优先处理{a}，其余部分可以稍后再补充。",
    "需要注意的是，{a}在不同的场景下表现会有差别。",
    "举个例子，许多团队会先整理资料，再围绕{a}展开讨论。",
    "这样做的好处是步骤清楚，出了问题也容易找到原因。",
    "当然，{a}也有自己的局限，应当根据{b}及时调整。",
    "为了保证质量，可以把过程记录下来，定期回顾。",
    "另外，{b}的变化也会带来新的要求，需要提前准备。",
    "很多人容易忽略细节，而{a}的效果恰恰取决于细节。",
    "一个常见的误区是急于求成，结果反而耽误了{a}。",
    "换一个角度看，{a}也可以理解为对{b}的一种补充。",
    "在条件允许的情况下，最好请熟悉{a}的同事一起参与。",
    "如果遇到困难，可以先把问题拆小，再逐个解决。",
    "数据显示，合理安排之后，整体效率会有明显的提高。",
    "就成本而言，{a}的投入并不高，关键是长期坚持。",
    "同时，也要留意安全和合规方面的要求。",
    "最后，别忘了检查{a}是否达到了预期的目标。",
    "总的来说，{a}是一个循序渐进的过程。",
    "希望这些内容对您了解{a}有所帮助。",
    "如果您愿意，我还可以就{b}给出更具体的建议。",
    "实践中，先确定负责人，再谈{a}，往往事半功倍。",
    "把{a}和{b}放在一起比较，差别就很清楚了。",
};
constexpr std::array<std::string_view, 8> kEnglishOpenings{
    "A good way to think about {a} is to start from the problem it is meant to solve.",
    "Let us look at {a} step by step.",
    "The short answer is that {a} depends mostly on {b}.",
    "There are a few things worth knowing about {a}.",
    "Thank you for the question; here is a brief overview of {a}.",
    "Before going into detail, it helps to say what we mean by {a}.",
    "At first sight {a} looks complicated, but it comes down to three steps.",
    "Most questions about {a} turn out to be questions about {b}.",
};
constexpr std::array<std::string_view, 24> kEnglishBody{
    "First, consider how {a} behaves under normal conditions.",
    "In practice, {a} and {b} influence each other more than people expect.",
    "A small trial is usually the safest way to begin.",
    "If time is short, concentrate on {a} and leave the rest for later.",
    "Keep in mind that {a} may look different from one setting to the next.",
    "For example, many teams collect their notes first and then discuss {a} together.",
    "The benefit of this approach is that every step can be checked on its own.",
    "Of course, {a} has its limits, and {b} may force you to adjust the plan.",
    "It pays to write down what was decided and why.",
    "Changes in {b} tend to bring new requirements, so prepare for them early.",
    "The details matter: small mistakes in {a} add up quickly.",
    "A common mistake is to hurry, which in the end delays {a}.",
    "Seen from another angle, {a} complements {b} rather than replacing it.",
    "Whenever possible, ask someone who already knows {a} to take part.",
    "When you get stuck, split the problem into smaller pieces and solve them one at a time.",
    "Once the work is well organised, the overall effort drops noticeably.",
    "As for cost, {a} is not expensive; consistency is what counts.",
    "Security and compliance deserve attention at the same time.",
    "Finally, check whether {a} has reached the goal you set at the start.",
    "Overall, {a} is a gradual process.",
    "I hope this gives you a clearer picture of {a}.",
    "If you like, I can go into more detail about {b}.",
    "Agree on who is responsible, and {a} becomes much easier.",
    "Put {a} next to {b} and the difference is easy to see.",
};

}  // namespace

Phrases phrasesFor(Language language) {
    if (language == Language::chinese) return {kChineseOpenings, kChineseBody, "具体情况", "。"};
    return {kEnglishOpenings, kEnglishBody, "the circumstances", "."};
}

}  // namespace mirror::simulator
