// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/runtime/local_day.h"

namespace runtime {

std::tm local_time(TimePoint t)
{
    const auto seconds = std::chrono::system_clock::to_time_t(t);
    std::tm local{};
    localtime_r(&seconds, &local);
    return local;
}

TimePoint midnight(std::tm day)
{
    day.tm_hour = day.tm_min = day.tm_sec = 0;
    day.tm_isdst = -1;
    return from_epoch_ms(static_cast<long long>(std::mktime(&day)) * 1000);
}

TimePoint begin_of_local_day(TimePoint now)
{
    return midnight(local_time(now));
}

}  // namespace runtime
