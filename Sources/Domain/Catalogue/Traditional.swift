/// Traditional characters of place and institution names, and their Simplified forms.
///
/// Names are compared in Simplified form, so the registry need not list both. A name with characters that are missing
/// here can still be listed as a spelling there.
enum Traditional {
  static func simplified(_ scalar: Unicode.Scalar) -> Unicode.Scalar { table[scalar] ?? scalar }

  private static let table: [Unicode.Scalar: Unicode.Scalar] = {
    let pairs = characters.split(separator: " ").map { Array($0.unicodeScalars) }
    return Dictionary(uniqueKeysWithValues: pairs.map { ($0[0], $0[1]) })
  }()

  /// Pairs of a Traditional and a Simplified character.
  private static let characters = """
    雲云 東东 廣广 龍龙 遼辽 寧宁 蘇苏 慶庆 貴贵 陝陕 肅肃 內内 壯壮 維维 爾尔 區区 縣县 鄉乡 鎮镇 灣湾 臺台 門门 島岛 華华 \
    漢汉 濟济 滬沪 蘭兰 銀银 農农 國国 業业 設设 郵邮 儲储 發发 興兴 億亿 聯联 貯贮 債债 貸贷 賬账 帳账 錢钱 財财 貿贸 資资 \
    產产 營营 關关 開开 陽阳 陰阴 長长 張张 馬马 鳥鸟 魚鱼 鄭郑 鄧邓 趙赵 陳陈 劉刘 楊杨 吳吴 孫孙 羅罗 許许 葉叶 蕭萧 鍾钟 \
    鐘钟 盧卢 蔣蒋 賈贾 鄒邹 閻阎 韓韩 馮冯 齊齐 錫锡 鋼钢 鐵铁 綠绿 綿绵 緬缅 紅红 純纯 紹绍 終终 組组 結结 絡络 經经 網网 \
    線线 縱纵 總总 繼继 續续 電电 車车 軍军 輪轮 轉转 運运 進进 連连 遠远 達达 遷迁 適适 選选 還还 邊边 鄰邻 鄲郸 鄖郧 衛卫 \
    術术 裡里 裏里 補补 製制 複复 見见 規规 觀观 計计 訊讯 記记 訪访 証证 證证 評评 詢询 該该 認认 語语 誠诚 調调 談谈 請请 \
    論论 諾诺 謝谢 譽誉 豐丰 貝贝 負负 責责 貨货 購购 賓宾 賢贤 賽赛 贛赣 贊赞 贏赢 躍跃 鋒锋 錄录 錦锦 鑄铸 閣阁 閩闽 階阶 \
    際际 隨随 險险 隴陇 雙双 雜杂 離离 難难 靈灵 靜静 順顺 項项 預预 領领 頭头 題题 額额 風风 飛飞 館馆 駐驻 騰腾 驗验 鵬鹏 \
    鶴鹤 麗丽 麥麦 黃黄 點点 會会 偉伟 傑杰 備备 傳传 儀仪 優优 償偿 兩两 冊册 凍冻 創创 劃划 動动 務务 勝胜 勞劳 勢势 協协 \
    單单 衝冲 參参 員员 問问 啟启 啓启 喬乔 園园 圍围 圓圆 團团 圖图 執执 報报 場场 塊块 塗涂 墊垫 壇坛 壓压 夢梦 奧奥 婦妇 \
    學学 實实 審审 寶宝 專专 將将 尋寻 對对 導导 層层 屬属 岡冈 峽峡 崗岗 嶺岭 巖岩 幣币 帶带 幫帮 庫库 廈厦 廠厂 廬庐 強强 \
    彈弹 復复 愛爱 應应 戰战 戶户 護护 擔担 據据 擁拥 揚扬 換换 損损 攜携 擴扩 數数 時时 晉晋 曉晓 曠旷 書书 條条 棗枣 樂乐 \
    樓楼 標标 樹树 橋桥 機机 檔档 檢检 權权 歐欧 歲岁 歷历 歸归 殘残 氣气 決决 沒没 況况 涼凉 淚泪 淨净 減减 測测 滙汇 匯汇 \
    滿满 漁渔 潔洁 潤润 澤泽 濱滨 瀋沈 瀘泸 瀾澜 災灾 爲为 為为 無无 煙烟 燈灯 爐炉 牆墙 狀状 獨独 獎奖 獻献 現现 瑪玛 環环 \
    瓊琼 畢毕 畫画 當当 療疗 盤盘 監监 盜盗 礦矿 確确 礎础 祿禄 禮礼 禪禅 種种 稱称 積积 穩稳 窮穷 競竞 筆笔 節节 範范 築筑 \
    簽签 糧粮 羣群 義义 習习 聖圣 聞闻 職职 聽听 膠胶 臨临 舉举 舊旧 艦舰 藝艺 莊庄 萬万 著着 蓋盖 蔥葱 蕪芜 薊蓟 藍蓝 藥药 \
    蘆芦 處处 號号 蟲虫 徵征 撫抚 攔拦 \
    眾众 衆众
    """
}
